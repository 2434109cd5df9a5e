package io.github.dhisadmin.jooq.internal.uid;

import java.security.SecureRandom;

/** Makes uids as DHIS2 does: a letter, then ten letters or digits (2.42, CodeGenerator). */
public final class NewUids {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ALL = LETTERS + "0123456789";
  private static final int LENGTH = 11;

  private final SecureRandom random = new SecureRandom();

  /** A uid that nothing has yet. */
  public String next() {
    StringBuilder uid = new StringBuilder(LENGTH);
    uid.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (uid.length() < LENGTH) {
      uid.append(ALL.charAt(random.nextInt(ALL.length())));
    }
    return uid.toString();
  }
}
