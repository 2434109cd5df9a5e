package io.github.dhisadmin.sync;

/** How the sending of one kind ended. */
public enum SyncRunState {
  /** Under way, or its process died; the next run goes on where it was. */
  RUNNING,
  /** The server holds everything. */
  SUCCEEDED,
  /** Everything was tried, but the server does not hold all of it. */
  FAILED,
  /** Given up before everything was tried; the next run goes on there. */
  ABORTED
}
