package io.github.dhisadmin.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a form must know of a component of a parameter record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

  /** What it means, for an operator. */
  String description() default "";

  /** Its value if nothing is given, as text; empty for none. */
  String byDefault() default "";

  /** The least number, or length of a list, that is accepted. */
  long min() default Long.MIN_VALUE;

  /** The greatest number, or length of a list, that is accepted. */
  long max() default Long.MAX_VALUE;
}
