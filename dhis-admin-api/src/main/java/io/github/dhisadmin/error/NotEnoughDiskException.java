package io.github.dhisadmin.error;

/** The disk of the database server has no room for what is to be built. */
public final class NotEnoughDiskException extends DhisAdminException {
  private static final long serialVersionUID = 1L;

  private final long neededBytes;
  private final long freeBytes;

  /**
   * Creates the exception.
   *
   * @param message for the operator, with the table, the room and the way out
   * @param neededBytes bytes of disk needed
   * @param freeBytes bytes of disk there are
   */
  public NotEnoughDiskException(String message, long neededBytes, long freeBytes) {
    super(ErrorCode.NOT_ENOUGH_DISK, message, null);
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }

  /** Bytes of disk needed. */
  public long neededBytes() {
    return neededBytes;
  }

  /** Bytes of disk there are. */
  public long freeBytes() {
    return freeBytes;
  }
}
