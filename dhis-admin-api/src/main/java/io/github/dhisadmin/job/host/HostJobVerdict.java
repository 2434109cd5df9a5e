package io.github.dhisadmin.job.host;

/** What the server is going to do with a job. */
public enum HostJobVerdict {
  /** It runs. */
  RUNNING,
  /** It is stored as running, and has not given a sign of life for too long. */
  STALE,
  /** It is due, and starts within seconds if a server is up. */
  DUE,
  /** It is due, and waits for the end of another job of its type. */
  BLOCKED,
  /** It waits for its time. */
  WAITING,
  /** It waits for its turn in a queue. */
  QUEUED,
  /** It is switched off. */
  DISABLED,
  /** Nothing makes it run. */
  WITHOUT_TRIGGER,
  /** Its cron expression cannot be read, and keeps all jobs of the server from starting. */
  INVALID_CRON,
  /** Its type is unknown, and keeps all jobs of the server from starting. */
  UNKNOWN_TYPE
}
