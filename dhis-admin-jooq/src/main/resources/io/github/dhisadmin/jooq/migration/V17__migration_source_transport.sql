alter table migration_configuration
  add column source_transport varchar(20) default 'DIRECT' not null;
