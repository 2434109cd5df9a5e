/* [jooq ignore start] */
-- The end of a run is written beside its beginning, so that no index has to hear of it.
alter table job_run set (fillfactor = 60);
/* [jooq ignore stop] */
