package io.github.dhisadmin.sync.internal.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.TaskStore.Unannounced;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Warning;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a worker whose broker tells of tasks. While the broker is in trouble it looks into
 * the store as if there were none, and says so in its warnings.
 */
public final class RabbitWorkQueue implements WorkQueue {
  private static final int TOLD_AT_ONCE = 1_000;
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(10);

  /** While queues hold messages, only those that are older than any backlog count as lost. */
  private static final Duration OLDER_THAN_A_BACKLOG = Duration.ofHours(6);

  private final TaskStore store;
  private final RabbitSettings settings;
  private final Interval untilReconnect;
  private final Interval untilSweep;
  private final Map<TaskHandle, Message> held = new HashMap<>();
  private @Nullable RabbitSession session;
  private String firstTrouble = "";
  private int troubles;

  private RabbitWorkQueue(TaskStore store, RabbitSettings settings) {
    this.store = store;
    this.settings = settings;
    this.untilReconnect = new Interval(settings.reconnectAfter());
    this.untilSweep =
        new Interval(
            settings.lostAfter().compareTo(BETWEEN_SWEEPS) < 0
                ? settings.lostAfter()
                : BETWEEN_SWEEPS);
  }

  /**
   * Connects, if the broker answers.
   *
   * @throws ConfigurationException if it refuses, which does not pass by itself
   */
  public static RabbitWorkQueue open(TaskStore store, RabbitSettings settings) {
    RabbitWorkQueue queue = new RabbitWorkQueue(store, settings);
    try {
      queue.connect();
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      if (isRefusal(e)) {
        throw new ConfigurationException(
            List.of(
                "RabbitMQ at "
                    + settings.address()
                    + " refused user "
                    + settings.login().user()
                    + " or the queues "
                    + settings.name()
                    + ".*: "
                    + reason(e)
                    + " (without a broker, tasks are taken from the database)"));
      }
      queue.lose(reason(e));
    }
    return queue;
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    RabbitSession live = session();
    if (live == null) {
      return store.claim(claim);
    }
    try {
      return claim(claim, take(live, claim), live);
    } catch (IOException | ShutdownSignalException e) {
      lose(reason(e));
      return store.claim(claim);
    }
  }

  /** What nobody can do anything with is put aside, and does not count. */
  private static List<Message> take(RabbitSession live, Claim claim) throws IOException {
    List<Message> taken = new ArrayList<>();
    for (Map.Entry<ProcessType, Integer> wanted : claim.wanted().entrySet()) {
      Deque<Message> messages = live.arrived(wanted.getKey());
      for (int number = 0; number < wanted.getValue(); ) {
        Message message = messages.poll();
        if (message == null) {
          break;
        }
        if (message.task().isPresent()) {
          taken.add(message);
          number++;
        } else {
          live.bury(message);
        }
      }
    }
    return taken;
  }

  private List<ClaimedTask> claim(Claim claim, List<Message> messages, RabbitSession live)
      throws IOException {
    Map<Long, Message> byTask = new HashMap<>();
    List<Message> repeated = new ArrayList<>();
    for (Message message : messages) {
      if (byTask.putIfAbsent(message.task().orElseThrow(), message) != null) {
        repeated.add(message);
      }
    }
    List<ClaimedTask> tasks;
    try {
      tasks = store.claim(List.copyOf(byTask.keySet()), claim.worker(), claim.lease());
    } catch (StoreException e) {
      putBack(messages, live);
      throw e;
    }
    for (ClaimedTask task : tasks) {
      Message message = byTask.remove(task.handle().id());
      if (message != null) {
        held.put(task.handle(), message);
      }
    }
    try {
      repeated.addAll(settledElsewhere(byTask, live));
      for (Message message : repeated) {
        live.acknowledge(message);
      }
    } catch (IOException | ShutdownSignalException e) {
      // The tasks are taken, whatever the broker thinks of their messages.
      lose(reason(e));
    }
    return tasks;
  }

  /**
   * A task that cannot be taken is done, or somebody else has it, or its row is locked for a
   * moment, as by those who write down that it was announced: it is looked at once more.
   */
  private static List<Message> settledElsewhere(Map<Long, Message> missed, RabbitSession live)
      throws IOException {
    List<Message> settled = new ArrayList<>();
    for (Message message : missed.values()) {
      if (message.missed()) {
        settled.add(message);
      } else {
        live.arrived(message.process()).addFirst(message.missedOnce());
      }
    }
    return settled;
  }

  private static void putBack(List<Message> messages, RabbitSession live) throws IOException {
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message message = messages.get(i);
      live.arrived(message.process()).addFirst(message);
    }
  }

  @Override
  public void settled(List<TaskHandle> tasks) {
    RabbitSession live = session;
    List<Message> arrived = new ArrayList<>();
    for (TaskHandle task : tasks) {
      Message message = held.remove(task);
      if (message != null) {
        arrived.add(message);
      }
    }
    if (live == null) {
      return;
    }
    try {
      for (Message message : arrived) {
        live.acknowledge(message);
      }
    } catch (IOException | ShutdownSignalException e) {
      lose(reason(e));
    }
  }

  @Override
  public int relay() {
    RabbitSession live = session();
    if (live == null) {
      return 0;
    }
    try {
      List<Unannounced> tasks = store.unannounced(TOLD_AT_ONCE);
      if (tasks.isEmpty()) {
        sweep(live);
        return 0;
      }
      live.announce(tasks);
      store.announced(tasks.stream().map(Unannounced::id).toList());
      return tasks.size();
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      lose(reason(e));
      return 0;
    }
  }

  /** Brokers lose messages, and people purge queues: what still waits is announced again. */
  private void sweep(RabbitSession live) throws IOException {
    if (untilSweep.isOver()) {
      untilSweep.begin();
      store.announceAgain(
          live.isDrained() ? settings.lostAfter() : OLDER_THAN_A_BACKLOG, TOLD_AT_ONCE);
    }
  }

  @Override
  public List<Warning> warnings() {
    return troubles == 0
        ? List.of()
        : List.of(
            new Warning(
                "BROKER_IN_TROUBLE",
                "",
                "RabbitMQ at "
                    + settings.address()
                    + " was out of reach, at first because "
                    + firstTrouble
                    + ". Tasks were taken from the database meanwhile; none is lost.",
                troubles));
  }

  @Override
  public void close() {
    RabbitSession last = session;
    session = null;
    held.clear();
    if (last != null) {
      last.close();
    }
  }

  /** The connection, made anew if it is time for it; null while there is none. */
  private @Nullable RabbitSession session() {
    RabbitSession last = session;
    if (last != null) {
      String fault = last.fault();
      if (fault == null) {
        return last;
      }
      lose(fault);
    }
    if (!untilReconnect.isOver()) {
      return null;
    }
    try {
      return connect();
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      lose(reason(e));
      return null;
    }
  }

  private RabbitSession connect() throws IOException, TimeoutException {
    untilReconnect.begin();
    RabbitSession opened = RabbitSession.open(settings);
    session = opened;
    return opened;
  }

  /** Leaves the broker to itself for a while; it will deliver again what was not settled. */
  private void lose(String reason) {
    if (troubles == 0) {
      firstTrouble = reason;
    }
    troubles++;
    close();
    untilReconnect.begin();
  }

  private static boolean isRefusal(Throwable failure) {
    if (failure instanceof AuthenticationFailureException
        || failure instanceof PossibleAuthenticationFailureException) {
      return true;
    }
    Set<Integer> refusals =
        Set.of(AMQP.ACCESS_REFUSED, AMQP.NOT_FOUND, AMQP.PRECONDITION_FAILED, AMQP.NOT_ALLOWED);
    ShutdownSignalException closed = closing(failure);
    Method method = closed == null ? null : closed.getReason();
    if (method instanceof AMQP.Connection.Close close) {
      return refusals.contains(close.getReplyCode());
    }
    return method instanceof AMQP.Channel.Close close && refusals.contains(close.getReplyCode());
  }

  private static @Nullable ShutdownSignalException closing(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof ShutdownSignalException closed) {
        return closed;
      }
    }
    return null;
  }

  /** What the broker said, which may stand below what the client says of it. */
  private static String reason(Throwable failure) {
    ShutdownSignalException closed = closing(failure);
    Throwable told = closed == null ? failure : closed;
    return told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
  }
}
