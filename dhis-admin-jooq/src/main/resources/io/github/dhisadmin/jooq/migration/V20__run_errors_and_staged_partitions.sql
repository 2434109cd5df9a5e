alter table table_run add column error text;
