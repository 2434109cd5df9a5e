-- A job's history is asked for by its uid, which outlives the job, and pruned by it.
create index in_job_run_uid on job_run (job_uid, run_id);

/* [jooq ignore start] */
drop index in_job_run_job;
/* [jooq ignore stop] */
