package io.github.dhisadmin.statistics;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a database held at one moment; all counts are of the same snapshot.
 *
 * @param at the moment up to which windows were counted, in the server's local time
 * @param objects number of objects by kind; a kind that this version of DHIS2 lacks is missing
 * @param activity what happened in each window
 * @param invitations users who were invited
 * @param size disk space
 */
public record DataStatistics(
    LocalDateTime at,
    Map<CountedObject, ObjectCount> objects,
    Map<StatisticsWindow, ActivityCount> activity,
    InvitationCount invitations,
    DatabaseSize size) {
  /** Smaller tables come and go, and tell nothing about growth. */
  private static final long LEAST_MEASURED_BYTES = 1 << 20;

  /** Keeps copies of the maps, in the order of their keys. */
  public DataStatistics {
    objects = ordered(objects, CountedObject.class);
    activity = ordered(activity, StatisticsWindow.class);
  }

  /** Number of objects of a kind; empty if this version of DHIS2 lacks it. */
  public Optional<ObjectCount> countOf(CountedObject kind) {
    return Optional.ofNullable(objects.get(kind));
  }

  /** What happened in a window. */
  public ActivityCount within(StatisticsWindow window) {
    return activity.getOrDefault(window, new ActivityCount(0, 0, 0));
  }

  /** All numbers side by side, as a snapshot keeps them; tables from one mebibyte on. */
  public Map<StatisticsMeasure, Long> measures() {
    Map<StatisticsMeasure, Long> measures = new LinkedHashMap<>();
    objects.forEach(
        (kind, count) -> {
          measures.put(StatisticsGroup.OBJECTS.measure(kind.dhis2Name()), count.total());
          measures.put(StatisticsGroup.SOFT_DELETED.measure(kind.dhis2Name()), count.softDeleted());
        });
    activity.forEach(
        (window, count) -> {
          String name = window.name().toLowerCase(Locale.ROOT);
          measures.put(StatisticsGroup.ACTIVE_USERS.measure(name), count.activeUsers());
          measures.put(StatisticsGroup.DATA_VALUES.measure(name), count.dataValues());
          measures.put(StatisticsGroup.EVENTS.measure(name), count.events());
        });
    measures.put(StatisticsGroup.INVITATIONS.measure("all"), invitations.all());
    measures.put(StatisticsGroup.INVITATIONS.measure("expired"), invitations.expired());
    measures.put(StatisticsGroup.DATABASE_BYTES.measure("database"), size.bytes());
    size.tables().stream()
        .filter(table -> table.bytes() >= LEAST_MEASURED_BYTES)
        .forEach(
            table ->
                measures.put(StatisticsGroup.TABLE_BYTES.measure(table.name()), table.bytes()));
    return measures;
  }

  private static <K extends Enum<K>, V> Map<K, V> ordered(Map<K, V> map, Class<K> type) {
    Map<K, V> copy = new EnumMap<>(type);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }
}
