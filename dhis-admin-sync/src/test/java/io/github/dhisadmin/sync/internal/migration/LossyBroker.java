package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.migration.spi.TaskStore.Unannounced;
import io.github.dhisadmin.migration.spi.WorkQueue;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A broker that loses, repeats and reorders messages, and forgets all of them now and then. Those
 * of a worker that died come to the next. For one thread.
 */
final class LossyBroker implements WorkQueue.Factory {
  private static final int TOLD_AT_ONCE = 100;
  private static final int RELAYS_FROM_LOSS_TO_LOSS = 40;

  private final Random random;
  private final List<Unannounced> messages = new ArrayList<>();
  private final List<Unannounced> unacknowledged = new ArrayList<>();

  LossyBroker(Random random) {
    this.random = random;
  }

  @Override
  public WorkQueue open(TaskStore store) {
    messages.addAll(unacknowledged);
    unacknowledged.clear();
    return new Queue(store);
  }

  private void send(Unannounced message) {
    int fate = random.nextInt(5);
    int copies = fate == 0 ? 0 : fate == 1 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      messages.add(random.nextInt(messages.size() + 1), message);
    }
  }

  private List<Unannounced> take(Map<ProcessType, Integer> wanted) {
    Map<ProcessType, Integer> left = new HashMap<>(wanted);
    List<Unannounced> taken = new ArrayList<>();
    for (Iterator<Unannounced> each = messages.iterator(); each.hasNext(); ) {
      Unannounced message = each.next();
      int number = left.getOrDefault(message.process(), 0);
      if (number > 0) {
        left.put(message.process(), number - 1);
        taken.add(message);
        each.remove();
      }
    }
    return taken;
  }

  /** What one worker sees of it. */
  private final class Queue implements WorkQueue {
    private final TaskStore store;

    Queue(TaskStore store) {
      this.store = store;
    }

    @Override
    public List<ClaimedTask> claim(Claim claim) {
      List<Unannounced> taken = take(claim.wanted());
      unacknowledged.addAll(taken);
      return store.claim(
          taken.stream().map(Unannounced::id).distinct().toList(), claim.worker(), claim.lease());
    }

    @Override
    public void settled(List<TaskHandle> tasks) {
      Set<Long> ids = tasks.stream().map(TaskHandle::id).collect(Collectors.toSet());
      unacknowledged.removeIf(each -> ids.contains(each.id()));
    }

    @Override
    public int relay() {
      if (random.nextInt(RELAYS_FROM_LOSS_TO_LOSS) == 0) {
        messages.clear();
      }
      List<Unannounced> news = store.unannounced(TOLD_AT_ONCE);
      news.forEach(LossyBroker.this::send);
      // If the database does not take this, all of them are sent again.
      store.announced(news.stream().map(Unannounced::id).toList());
      if (messages.isEmpty()) {
        store.announceAgain(Duration.ZERO, TOLD_AT_ONCE);
      }
      return news.size();
    }

    @Override
    public List<Warning> warnings() {
      return List.of();
    }

    @Override
    public void close() {
      // Nobody but the broker knows what was acknowledged.
    }
  }
}
