alter table partition_fingerprint add column source_rest varchar(32);
alter table partition_fingerprint add column settled_before bigint;
alter table partition_fingerprint add column writers text;
