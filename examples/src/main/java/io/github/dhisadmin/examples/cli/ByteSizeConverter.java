package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as 20GB. */
final class ByteSizeConverter implements ITypeConverter<ByteSize> {
  @Override
  public ByteSize convert(String value) {
    try {
      return ByteSize.parse(value);
    } catch (InvalidRequestException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
