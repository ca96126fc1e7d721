package dev.belay.cli.build;

import dev.belay.linter.rule.SourceLevel;
import java.nio.file.Path;

/** What a module's build file says, read and never run. Immutable. */
public interface BuildFile {

  /** Where it is, absolute. */
  Path file();

  /** The version of Java that its sources are written in; unknown where it does not tell. */
  SourceLevel level();

  /** Whether it asks for a library in any version, itself or by the files it builds on. */
  boolean dependsOn(String group, String artifact);

  /** What its author adds to have a library, as lines; for a person to read. */
  String snippet(String group, String artifact, String version);
}
