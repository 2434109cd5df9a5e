package io.github.dhisadmin.job;

/** Never by itself; the job runs only when somebody says so. */
public record ManualSchedule() implements Schedule {}
