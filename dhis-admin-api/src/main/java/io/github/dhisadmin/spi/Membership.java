package io.github.dhisadmin.spi;

/**
 * That one object belongs to another.
 *
 * @param kind what belongs to what
 * @param owner uid of the whole
 * @param member uid of the part
 */
public record Membership(Kind kind, String owner, String member) {

  /** What belongs to what. */
  public enum Kind {
    /**
     * An option combination to a data element, by its own category combination or by one that a
     * data set gives it.
     */
    OPTION_COMBO_OF_DATA_ELEMENT,
    /** A data element to a program stage. */
    DATA_ELEMENT_OF_STAGE,
    /** A data element to any stage of a program. */
    DATA_ELEMENT_OF_PROGRAM,
    /** An attribute to a program, or to the type of the entities it registers. */
    ATTRIBUTE_OF_PROGRAM
  }
}
