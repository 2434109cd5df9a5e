package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.JobProgress;
import io.github.dhisadmin.run.Progress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Progress as it is stored. */
final class ProgressJson {
  private ProgressJson() {}

  static String write(JobProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Progress current = progress.currentOrNull();
    if (current != null) {
      fields.put("stage", current.stage());
      fields.put("item", current.item());
      fields.put("done", current.done());
      fields.put("total", current.total());
      fields.put("percent", current.percent());
      fields.put("elapsedMs", current.elapsed().toMillis());
      current.remaining().ifPresent(left -> fields.put("remainingMs", left.toMillis()));
    }
    fields.put("messages", progress.messages());
    return JsonFields.write(fields);
  }

  /** What was stored; what cannot be read is as good as nothing. */
  static JobProgress read(@Nullable String json) {
    if (json == null) {
      return JobProgress.none();
    }
    try {
      Map<String, Object> fields = JsonFields.read(json);
      Object stage = fields.get("stage");
      List<String> messages =
          fields.get("messages") instanceof List<?> list
              ? list.stream().map(String::valueOf).toList()
              : List.of();
      return new JobProgress(
          stage == null
              ? null
              : new Progress(
                  String.valueOf(stage),
                  String.valueOf(fields.getOrDefault("item", "")),
                  (int) number(fields, "done"),
                  (int) number(fields, "total"),
                  (int) number(fields, "percent"),
                  Duration.ofMillis(number(fields, "elapsedMs")),
                  fields.containsKey("remainingMs")
                      ? Duration.ofMillis(number(fields, "remainingMs"))
                      : null),
          messages);
    } catch (InvalidRequestException e) {
      return JobProgress.none();
    }
  }

  private static long number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
