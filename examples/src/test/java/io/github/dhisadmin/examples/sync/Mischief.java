package io.github.dhisadmin.examples.sync;

import io.github.dhisadmin.migration.spi.MigrationStore;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.OutgoingData;
import io.github.dhisadmin.sync.spi.SyncJournal;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.sync.spi.SyncTargetStore;
import io.github.dhisadmin.testkit.remote.Fault;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong, decided by one seed: requests that meet faults, and a sender that dies before or
 * after it has stored something. It also says up to when changes are settled, so that tests need
 * not wait for the clock. For one thread beside that of the server.
 */
final class Mischief {
  private static final List<Fault> FAULTS =
      List.of(
          Fault.dropBefore(),
          Fault.dropAfter(),
          Fault.resetBefore(),
          Fault.resetAfter(),
          Fault.truncated(),
          Fault.status(500),
          Fault.status(503),
          Fault.status(413),
          Fault.status(401),
          Fault.status(403),
          Fault.status(409),
          Fault.status(400),
          Fault.tooManyRequests(Duration.ZERO),
          Fault.proxyPage(502),
          Fault.proxyPage(200),
          Fault.gatewayTimeoutAfter(),
          Fault.emptyAnswer(),
          Fault.brokenJson(),
          Fault.brokenGzip(),
          Fault.redirect("/dhis-web-login/"));

  private Random random = new Random(0);
  private double faults;
  private double deaths;
  private LocalDateTime settledUntil = LocalDateTime.of(2026, 1, 1, 0, 0);

  /** A process that was killed; nothing of the library catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed by the test");
    }
  }

  void begin(Random seeded) {
    random = seeded;
  }

  /** How likely a request meets a fault, and a step of the sender is its last. */
  void dose(double ofFaults, double ofDeaths) {
    faults = ofFaults;
    deaths = ofDeaths;
  }

  void settle(LocalDateTime until) {
    settledUntil = until;
  }

  synchronized Optional<Fault> fault(RemoteRequest request) {
    return random.nextDouble() < faults
        ? Optional.of(FAULTS.get(random.nextInt(FAULTS.size())))
        : Optional.empty();
  }

  /** A store whose journal dies with its sender. */
  SyncStore over(SyncStore store) {
    SyncJournal journal =
        wrapped(
            SyncJournal.class,
            (name, call) -> {
              // A lock of a process that has died is gone; that of this one would stay.
              boolean lock = name.equals("tryLock");
              if (!lock) {
                mayDie();
              }
              @Nullable Object result = call.on(store.journal());
              if (!lock) {
                mayDie();
              }
              return result;
            });
    OutgoingData data =
        wrapped(
            OutgoingData.class,
            (name, call) -> name.equals("settledUntil") ? settledUntil : call.on(store.outgoing()));
    return new SyncStore() {
      @Override
      public SyncTargetStore targets() {
        return store.targets();
      }

      @Override
      public SyncJournal journal() {
        return journal;
      }

      @Override
      public OutgoingData outgoing() {
        return data;
      }

      @Override
      public MetadataSyncStore metadata() {
        return store.metadata();
      }

      @Override
      public MigrationStore migration() {
        return store.migration();
      }
    };
  }

  private synchronized void mayDie() {
    if (random.nextDouble() < deaths) {
      throw new Killed();
    }
  }

  private static <T> T wrapped(Class<T> type, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                around.call(
                    method.getName(),
                    on -> {
                      try {
                        return method.invoke(on, arguments);
                      } catch (InvocationTargetException e) {
                        Throwable cause = e.getCause();
                        throw cause == null ? e : cause;
                      }
                    })));
  }

  /** A call that may be made, or not. */
  @FunctionalInterface
  private interface Call {
    @Nullable Object on(Object target) throws Throwable;
  }

  /** What is done in place of a call. */
  @FunctionalInterface
  private interface Around {
    @Nullable Object call(String name, Call call) throws Throwable;
  }
}
