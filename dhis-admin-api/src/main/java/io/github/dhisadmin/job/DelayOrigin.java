package io.github.dhisadmin.job;

/** From when on a delay between runs is counted. */
public enum DelayOrigin {
  /** From the end of the run before. */
  FINISH,
  /** From the start of the run before, as servers from 2.41 on do (JobTrigger, 2.42). */
  START
}
