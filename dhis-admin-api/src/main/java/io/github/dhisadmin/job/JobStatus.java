package io.github.dhisadmin.job;

/** What a job is doing. */
public enum JobStatus {
  /** Waits for its time, or for somebody to run it. */
  SCHEDULED,
  /** Runs now, on some node. */
  RUNNING,
  /** Switched off; if it still runs, it is {@link #RUNNING} until that ends. */
  DISABLED,
  /** Cannot be run as it is stored; see {@link Job#problem()}. Other jobs are not concerned. */
  INVALID,
  /** Of a type that this node does not know; others may. */
  UNKNOWN_TYPE
}
