create table sync_target (
  target_name varchar(50) primary key,
  base_url varchar(2000) not null,
  insecure_allowed boolean not null,
  authentication varchar(10) not null,
  username varchar(255),
  secret_envelope varchar(10000) not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null
);
