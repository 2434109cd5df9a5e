package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.ValueComparison;
import io.github.dhisadmin.sync.ValueComparison.Content;
import io.github.dhisadmin.sync.ValueComparison.Difference;
import io.github.dhisadmin.sync.ValueComparison.Side;
import io.github.dhisadmin.sync.internal.remote.RemoteValue;
import io.github.dhisadmin.sync.spi.OutgoingValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Data values of both sides, one beside the other. */
final class Comparison {
  private Comparison() {}

  static ValueComparison of(List<OutgoingValue> here, List<RemoteValue> there, int limit) {
    SortedMap<String, Content> ours = new TreeMap<>();
    for (OutgoingValue value : here) {
      ours.put(value.key(), content(value.entry().contentOrNull(), value.entry().commentOrNull()));
    }
    SortedMap<String, Content> theirs = new TreeMap<>();
    for (RemoteValue value : there) {
      theirs.put(value.key(), content(value.valueOrNull(), value.commentOrNull()));
    }
    TreeSet<String> keys = new TreeSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    List<Difference> differences = new ArrayList<>();
    long differing = 0;
    for (String key : keys) {
      @Nullable Content our = ours.get(key);
      @Nullable Content their = theirs.get(key);
      if (!Objects.equals(our, their)) {
        differing++;
        if (differences.size() < limit) {
          differences.add(new Difference(key, our, their));
        }
      }
    }
    return new ValueComparison(side(ours), side(theirs), differences, differing);
  }

  private static Content content(@Nullable String value, @Nullable String comment) {
    return new Content(
        Objects.requireNonNullElse(value, ""), Objects.requireNonNullElse(comment, ""));
  }

  private static Side side(SortedMap<String, Content> values) {
    MessageDigest digest = sha256();
    for (Map.Entry<String, Content> each : values.entrySet()) {
      // What separates them is in none of them, so that no two lists give the same bytes.
      String line =
          each.getKey()
              + '\u0000'
              + each.getValue().value()
              + '\u0000'
              + each.getValue().comment()
              + '\u0000';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new Side(values.size(), HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
