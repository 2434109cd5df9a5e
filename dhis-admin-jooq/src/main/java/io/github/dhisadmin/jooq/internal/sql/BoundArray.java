package io.github.dhisadmin.jooq.internal.sql;

import java.sql.Array;
import java.sql.SQLException;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Arrays that reach PostgreSQL as arrays, for {@code column = any(array)}.
 *
 * <p>jOOQ binds an array as a text with a cast. To PostgreSQL such a cast is no constant: where it
 * looks at rows one by one it reads the whole text again for each of them and compares the row with
 * each element, which takes seconds for a few thousand of both. With an array it knows how many
 * elements to expect, and hashes them.
 */
public final class BoundArray {
  private static final DataType<String[]> TEXTS =
      SQLDataType.VARCHAR.array().asConvertedDataType(new Bound<>("varchar", String[].class));
  private static final DataType<Long[]> KEYS =
      SQLDataType.BIGINT.array().asConvertedDataType(new Bound<>("bigint", Long[].class));

  private BoundArray() {}

  /** Texts, such as uids. */
  public static Field<String[]> of(String... texts) {
    return DSL.val(texts, TEXTS);
  }

  /** Keys of rows. */
  public static Field<Long[]> of(Long... keys) {
    return DSL.val(keys, KEYS);
  }

  /** Binds an array by what JDBC has for it. */
  private static final class Bound<T> extends AbstractBinding<T, T> {
    private static final long serialVersionUID = 1L;

    private final String elementType;
    private final Class<T> arrayType;

    Bound(String elementType, Class<T> arrayType) {
      this.elementType = elementType;
      this.arrayType = arrayType;
    }

    @Override
    public Converter<T, T> converter() {
      return Converters.identity(arrayType);
    }

    @Override
    public void set(BindingSetStatementContext<T> ctx) throws SQLException {
      Object[] elements = (Object[]) ctx.convert(converter()).value();
      Array array = ctx.statement().getConnection().createArrayOf(elementType, elements);
      ctx.statement().setArray(ctx.index(), array);
    }

    @Override
    public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
      Array array = ctx.resultSet().getArray(ctx.index());
      ctx.convert(converter()).value(array == null ? null : arrayType.cast(array.getArray()));
    }
  }
}
