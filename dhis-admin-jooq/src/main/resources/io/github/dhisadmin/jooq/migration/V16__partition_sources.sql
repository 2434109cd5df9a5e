alter table partition_fingerprint add column sources varchar(32);
