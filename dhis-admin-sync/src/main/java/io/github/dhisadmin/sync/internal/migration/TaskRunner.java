package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.remote.RestingException;
import java.time.Duration;
import java.util.Map;

/**
 * Carries single tasks out. Whatever is thrown becomes an outcome: a task whose trouble is
 * swallowed counts as done, and one without an outcome blocks its queue.
 */
final class TaskRunner {
  private final Map<ProcessType, TaskWork> works;

  TaskRunner(Map<ProcessType, TaskWork> works) {
    this.works = Map.copyOf(works);
  }

  TaskOutcome run(ClaimedTask task, Cancellation cancellation) {
    TaskWork work = works.get(task.task().process());
    if (work == null) {
      return failed(
          task, TaskProblem.of("UNKNOWN_PROCESS", "This process cannot do such tasks."), false);
    }
    try {
      return new TaskOutcome.Done(task, work.carryOut(task.task(), cancellation));
    } catch (RefusedException e) {
      return failed(task, e.problem(), e.mayPass());
    } catch (CancelledException e) {
      return new TaskOutcome.Stopped(task);
    } catch (RestingException e) {
      return new TaskOutcome.Postponed(task, e.server(), e.rest());
    } catch (RemoteException e) {
      return new TaskOutcome.Failed(
          task,
          new TaskProblem(e.problem().name(), message(e), e.status(), ""),
          e.problem().isTransient(),
          e.retryAfter().orElse(Duration.ZERO));
    } catch (StoreException e) {
      return failed(task, TaskProblem.of(e.code().name(), message(e)), true);
    } catch (DhisAdminException e) {
      return failed(task, TaskProblem.of(e.code().name(), message(e)), false);
    } catch (RuntimeException e) {
      // A defect: to be seen in the list of failed tasks, and not to end the worker.
      return failed(task, TaskProblem.of("UNEXPECTED", e.toString()), false);
    } catch (Error e) {
      // Too little memory may be enough the next time, when less goes on beside it.
      return failed(task, TaskProblem.of("UNEXPECTED", e.toString()), true);
    }
  }

  private static TaskOutcome failed(ClaimedTask task, TaskProblem problem, boolean mayPass) {
    return new TaskOutcome.Failed(task, problem, mayPass, Duration.ZERO);
  }

  private static String message(DhisAdminException failure) {
    return String.valueOf(failure.getMessage());
  }
}
