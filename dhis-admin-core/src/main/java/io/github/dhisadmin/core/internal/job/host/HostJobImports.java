package io.github.dhisadmin.core.internal.job.host;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.DelayOrigin;
import io.github.dhisadmin.job.FixedDelaySchedule;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.job.host.HostJobImport;
import io.github.dhisadmin.job.host.HostJobImport.Imported;
import io.github.dhisadmin.job.host.HostJobImport.Left;
import io.github.dhisadmin.job.host.HostJobRules;
import io.github.dhisadmin.spi.HostJobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Jobs of the DHIS2 server as definitions of this library. */
public final class HostJobImports {
  /** What DHIS2 stored before it could leave the expression out (2.42, JobConfiguration). */
  private static final String NEVER = "* * * * * ?";

  /** Of hours in parameters, which DHIS2 tells in the zone of its process. */
  private static final String ZONE = "zone";

  private static final String EVENTS = "EVENT_PROGRAMS_DATA_SYNC";
  private static final String TRACKER = "TRACKER_PROGRAMS_DATA_SYNC";

  /**
   * Types that have another name here, or became two, as DHIS2's migration to 2.33 made them
   * (V2_33_2); from 2.42 on the two have new names.
   */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.of(
          "PROGRAM_DATA_SYNC", List.of(EVENTS, TRACKER),
          "SINGLE_EVENT_DATA_SYNC", List.of(EVENTS),
          "TRACKED_ENTITY_DATA_SYNC", List.of(TRACKER));

  private final Supplier<List<JobTypeDescription>> types;
  private final Definer definer;

  /** Defines a job by texts. */
  @FunctionalInterface
  public interface Definer {
    /** See {@code JobService.define}. */
    JobDefinition<?> define(String type, String name, Map<String, String> parameters);
  }

  /** Imports jobs of these types. */
  public HostJobImports(Supplier<List<JobTypeDescription>> types, Definer definer) {
    this.types = types;
    this.definer = definer;
  }

  HostJobImport of(List<HostJobStore.Row> rows, HostJobRules rules) {
    List<Imported> jobs = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    List<JobTypeDescription> known = types.get();
    for (HostJobStore.Row row : rows) {
      List<String> names = OTHER_NAMES.getOrDefault(row.type(), List.of(row.type()));
      try {
        for (String name : names) {
          String jobName = names.size() == 1 ? row.name() : row.name() + " (" + name + ")";
          jobs.add(imported(row, jobName, type(known, name), rules));
        }
      } catch (InvalidRequestException e) {
        left.add(new Left(row.uid(), row.name(), String.valueOf(e.getMessage())));
      }
    }
    return new HostJobImport(jobs, left);
  }

  private static JobTypeDescription type(List<JobTypeDescription> known, String name) {
    return known.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidRequestException("This library has no jobs of its type."));
  }

  private Imported imported(
      HostJobStore.Row row, String jobName, JobTypeDescription type, HostJobRules rules) {
    if (row.trigger().queue() != null) {
      throw new InvalidRequestException(
          "It stands in the queue '" + row.trigger().queue() + "', which has to be made anew.");
    }
    Set<String> names =
        type.parameters().stream().map(ParameterDescription::name).collect(Collectors.toSet());
    Map<String, String> used = new LinkedHashMap<>(HostJobParameters.read(row.parameters()));
    List<String> ignored = used.keySet().stream().filter(name -> !names.contains(name)).toList();
    used.putIfAbsent(ZONE, rules.zone().getId());
    used.keySet().retainAll(names);
    JobDefinition<?> definition = definer.define(type.name(), jobName, used);
    return new Imported(
        row.uid(), definition.on(schedule(row.trigger(), rules)).disabled(), ignored);
  }

  /** From 2.41 on a delay counts from the start of the run before (2.42, JobTrigger). */
  private static Schedule schedule(HostJobStore.Trigger trigger, HostJobRules rules) {
    String cron = trigger.cron();
    if (cron != null && !cron.isBlank() && !cron.equals(NEVER)) {
      return Schedule.cron(CronExpression.of(cron).text(), rules.zone());
    }
    Integer delay = trigger.delay();
    return delay == null || delay <= 0
        ? Schedule.manual()
        : new FixedDelaySchedule(Duration.ofSeconds(delay), DelayOrigin.START);
  }
}
