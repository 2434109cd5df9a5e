package io.github.dhisadmin.core.internal.job;

import java.security.SecureRandom;

/** Identifiers as DHIS2 makes them: a letter and ten letters or digits. */
public final class Uids {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String ALL = LETTERS + "0123456789";
  private static final int LENGTH = 11;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Uids() {}

  /** One that nobody has. */
  public static String random() {
    StringBuilder uid = new StringBuilder(LENGTH);
    uid.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    while (uid.length() < LENGTH) {
      uid.append(ALL.charAt(RANDOM.nextInt(ALL.length())));
    }
    return uid.toString();
  }
}
