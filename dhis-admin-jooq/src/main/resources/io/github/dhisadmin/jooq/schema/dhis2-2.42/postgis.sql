-- Geometry columns of DHIS2 2.42; run only where the PostGIS extension is installed.

alter table enrollment add column geometry geometry;
alter table event add column geometry geometry;
alter table organisationunit add column geometry geometry(Geometry,4326);
alter table orgunitgroup add column geometry geometry(Geometry,4326);
alter table trackedentity add column geometry geometry;
