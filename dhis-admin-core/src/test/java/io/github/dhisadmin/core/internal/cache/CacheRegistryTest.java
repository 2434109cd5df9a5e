package io.github.dhisadmin.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.cache.CacheCounters;
import io.github.dhisadmin.cache.CacheOwner;
import io.github.dhisadmin.cache.CacheStatistics;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ConfigurationException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.spi.CacheProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheRegistryTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH, ZoneOffset.UTC);
  private final AtomicLong epoch = new AtomicLong();
  private final LibraryCaches library = new LibraryCaches(clock, epoch::get);
  private final LibraryCache<String, Integer> lengths =
      library.make("lengths", 2, Duration.ofMinutes(5));
  private final CountingProbe host = new CountingProbe("host-users");
  private final CacheRegistry registry = registry(AccessPolicy.allowAll());

  @Test
  void caffeine_cache_tells_what_it_counted() {
    assertThat(lengths.get("one", String::length)).isEqualTo(3);
    assertThat(lengths.get("one", String::length)).isEqualTo(3);
    assertThat(lengths.get("three", String::length)).isEqualTo(5);
    assertThatThrownBy(() -> lengths.get("", key -> 1 / key.length()))
        .isInstanceOf(ArithmeticException.class);

    CacheCounters counters = counters("lengths");

    assertThat(counters.size()).isEqualTo(2);
    assertThat(counters.hits()).isEqualTo(1);
    assertThat(counters.misses()).isEqualTo(3);
    assertThat(counters.loads()).isEqualTo(2);
    assertThat(counters.failedLoads()).isEqualTo(1);
    assertThat(counters.evictions()).isZero();
    assertThat(counters.hitRate()).hasValue(0.25);
  }

  @Test
  void entries_are_evicted_for_lack_of_room_and_for_their_age() {
    List.of("a", "b", "c").forEach(key -> lengths.renew(key, String::length));
    assertThat(counters("lengths").size()).isEqualTo(2);
    assertThat(counters("lengths").evictions()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(6));

    assertThat(counters("lengths").size()).isZero();
    assertThat(counters("lengths").evictions()).isEqualTo(3);
  }

  @Test
  void caches_of_library_and_host_are_listed_by_name() {
    assertThat(registry.caches())
        .extracting(CacheStatistics::name, CacheStatistics::owner)
        .containsExactly(
            tuple("host-users", CacheOwner.HOST), tuple("lengths", CacheOwner.LIBRARY));
  }

  @Test
  void clearing_one_cache_leaves_the_others_and_what_was_counted() {
    assertThat(lengths.get("one", String::length)).isEqualTo(3);

    CacheStatistics before = registry.clear("lengths");

    assertThat(before.counters().size()).isEqualTo(1);
    assertThat(counters("lengths").size()).isZero();
    assertThat(counters("lengths").misses()).isEqualTo(1);
    assertThat(host.cleared).isZero();
  }

  @Test
  void clearing_all_reaches_every_cache() {
    assertThat(lengths.get("one", String::length)).isEqualTo(3);

    assertThat(registry.clearAll()).extracting(CacheStatistics::name).hasSize(2);

    assertThat(counters("lengths").size()).isZero();
    assertThat(host.cleared).isEqualTo(1);
  }

  @Test
  void what_was_held_before_the_caches_of_all_nodes_were_cleared_is_forgotten() {
    assertThat(lengths.get("one", String::length)).isEqualTo(3);
    assertThat(lengths.get("one", key -> 7)).isEqualTo(3);

    epoch.incrementAndGet();

    assertThat(lengths.get("one", key -> 7)).isEqualTo(7);
    assertThat(lengths.get("one", String::length)).isEqualTo(7);
  }

  @Test
  void what_began_to_be_found_out_before_the_clearing_is_not_served_after_it() {
    int found =
        lengths.renew(
            "one",
            key -> {
              epoch.incrementAndGet();
              return 3;
            });

    assertThat(found).isEqualTo(3);
    assertThat(lengths.get("one", key -> 7)).isEqualTo(7);
  }

  @Test
  void cache_that_cannot_be_cleared_does_not_keep_the_others_from_it() {
    IllegalStateException broken = new IllegalStateException("closed");
    CountingProbe first =
        new CountingProbe("a cache before all others") {
          @Override
          public void invalidateAll() {
            throw broken;
          }
        };
    CacheRegistry withBroken =
        new CacheRegistry(library, List.of(first, host), AccessPolicy.allowAll());

    assertThatThrownBy(withBroken::clearAll).isSameAs(broken);
    assertThat(host.cleared).isEqualTo(1);
  }

  @Test
  void unknown_cache_is_refused_with_a_suggestion() {
    assertThatThrownBy(() -> registry.clear("length"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Did you mean lengths?");
  }

  @Test
  void two_caches_of_one_name_are_refused() {
    List<CacheProbe> probes = List.of(new CountingProbe("lengths"), host, host);

    assertThatThrownBy(() -> new CacheRegistry(library, probes, AccessPolicy.allowAll()))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "there are two caches of the name lengths",
                        "there are two caches of the name host-users"));
  }

  @Test
  void callers_without_the_authority_are_refused() {
    CacheRegistry guarded = registry(AccessPolicy.dhis2(Set::of));

    assertThatThrownBy(guarded::caches).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.clear("lengths")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(guarded::clearAll).isInstanceOf(AccessDeniedException.class);
    assertThat(host.cleared).isZero();
  }

  @Test
  void nothing_is_divided_by_zero() {
    CacheCounters nothing = new CacheCounters(0, 0, 0, 0, 0, Duration.ZERO, 0);

    assertThat(nothing.hitRate()).isEmpty();
    assertThat(nothing.averageLoadTime()).isEmpty();
  }

  @Test
  void counters_since_an_earlier_look_are_differences_but_for_the_size() {
    CacheCounters earlier = new CacheCounters(7, 10, 20, 5, 1, Duration.ofMillis(60), 2);
    CacheCounters later = new CacheCounters(9, 40, 30, 8, 2, Duration.ofMillis(100), 3);

    assertThat(later.since(earlier))
        .isEqualTo(new CacheCounters(9, 30, 10, 3, 1, Duration.ofMillis(40), 1));
    assertThat(later.since(earlier).averageLoadTime()).contains(Duration.ofMillis(10));
  }

  private CacheCounters counters(String name) {
    return registry.caches().stream()
        .filter(cache -> cache.name().equals(name))
        .findFirst()
        .orElseThrow()
        .counters();
  }

  private CacheRegistry registry(AccessPolicy policy) {
    return new CacheRegistry(library, List.of(host), policy);
  }

  private static class CountingProbe implements CacheProbe {
    private final String name;
    private int cleared;

    CountingProbe(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public CacheCounters counters() {
      return new CacheCounters(1, 0, 0, 0, 0, Duration.ZERO, 0);
    }

    @Override
    public void invalidateAll() {
      cleared++;
    }
  }
}
