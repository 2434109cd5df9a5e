package io.github.dhisadmin.job;

/** The parameters of a type for which nothing can be set. */
public record NoParameters() {}
