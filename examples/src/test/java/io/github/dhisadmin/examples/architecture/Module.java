package io.github.dhisadmin.examples.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The modules of the project, told apart by where their class files are. */
enum Module {
  API("dhis-admin-api"),
  CORE("dhis-admin-core"),
  JOOQ("dhis-admin-jooq"),
  SYNC("dhis-admin-sync"),
  TESTKIT("dhis-admin-testkit"),
  BENCH("dhis-admin-bench"),
  EXAMPLES("examples");

  /** What a host has at run time. */
  static final Set<Module> RUNTIME = EnumSet.of(API, CORE, JOOQ, SYNC);

  private final String directory;

  Module(String directory) {
    this.directory = directory;
  }

  Path classes() {
    return root().resolve("target").resolve("classes");
  }

  Path testClasses() {
    return root().resolve("target").resolve("test-classes");
  }

  private Path root() {
    return Path.of("..").toAbsolutePath().normalize().resolve(directory);
  }

  /** The modules this one may see, itself included. */
  Set<Module> visible() {
    return switch (this) {
      case API -> EnumSet.of(API);
      case CORE, JOOQ, SYNC -> EnumSet.of(API, this);
      case TESTKIT -> EnumSet.of(API, JOOQ, TESTKIT);
      case BENCH, EXAMPLES -> EnumSet.allOf(Module.class);
    };
  }

  boolean contains(JavaClass type) {
    String location = "/" + directory + "/target/";
    return type.getSource()
        .map(source -> source.getUri().toString().contains(location))
        .orElse(false);
  }

  static DescribedPredicate<JavaClass> in(Set<Module> modules) {
    return DescribedPredicate.describe(
        "in " + modules, type -> modules.stream().anyMatch(module -> module.contains(type)));
  }

  static DescribedPredicate<JavaClass> in(Module... modules) {
    return in(EnumSet.copyOf(Arrays.asList(modules)));
  }
}
