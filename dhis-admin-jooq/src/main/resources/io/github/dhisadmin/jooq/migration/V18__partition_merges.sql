alter table partition_fingerprint add column source_share varchar(32);
alter table partition_fingerprint add column merged_rows bigint default 0 not null;
