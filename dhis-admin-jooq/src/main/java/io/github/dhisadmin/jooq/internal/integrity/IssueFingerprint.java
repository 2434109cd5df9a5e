package io.github.dhisadmin.jooq.internal.integrity;

import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * What tells an issue of a check from its others in any run: its object and the objects of other
 * kinds that it refers to, by uids. Names may be changed, and comments and references to objects of
 * the same kind, such as "one of 3" and the other two, change when something happens to others.
 */
final class IssueFingerprint {
  private IssueFingerprint() {}

  static UUID of(IntegrityCheck check, IntegrityIssue issue) {
    MessageDigest digest = sha256();
    add(digest, check.id());
    add(digest, key(issue.id(), issue.name()));
    Optional<String> ownType = check.traits().objectType();
    issue.refs().stream()
        .filter(ref -> !ownType.equals(Optional.of(ref.type())))
        .map(IssueFingerprint::key)
        .sorted()
        .distinct()
        .forEach(ref -> add(digest, ref));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static String key(ObjectReference ref) {
    return ref.type() + " " + key(ref.uid(), ref.name());
  }

  /** Uids and names are marked, so that a name that looks like a uid is none. */
  private static String key(Optional<String> uid, String name) {
    return uid.map(each -> "#" + each).orElse("=" + name);
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(StoredIssue.storable(part).getBytes(StandardCharsets.UTF_8));
    // No part contains it, so what ends one cannot begin the next.
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
