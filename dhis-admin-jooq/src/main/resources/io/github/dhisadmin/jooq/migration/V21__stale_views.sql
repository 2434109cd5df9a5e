create table stale_view (
  schema_name varchar(63) not null,
  view_name varchar(63) not null,
  primary key (schema_name, view_name)
);
