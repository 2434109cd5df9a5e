/* [jooq ignore start] */
-- Each run changes its job twice: what is not due stays out of what the poller reads, and a job without a key out of the
-- proof that keys are kept.
drop index in_job_due;
drop index in_job_due_urgent;
drop index in_job_due_key;
drop index in_job_running_key;

create index in_job_due on job (due_at)
  where due_at is not null and state = 'IDLE' and enabled and problem is null and exclusive_key is null;
create index in_job_due_urgent on job (priority desc, due_at)
  where due_at is not null and state = 'IDLE' and enabled and problem is null and exclusive_key is null
    and priority > 0;
create index in_job_due_key on job (due_at, exclusive_key)
  where due_at is not null and state = 'IDLE' and enabled and problem is null and exclusive_key is not null;
create unique index in_job_running_key on job (exclusive_key)
  where state = 'RUNNING' and exclusive_key is not null;
/* [jooq ignore stop] */
