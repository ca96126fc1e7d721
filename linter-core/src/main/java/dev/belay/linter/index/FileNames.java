package dev.belay.linter.index;

import java.util.ArrayList;
import java.util.List;

/**
 * What simple names mean in a file.
 *
 * @param packageName empty for the unnamed package
 * @param imports canonical names of single-type imports
 * @param onDemandImports names before {@code .*}
 * @param staticImports canonical {@code Type.member} names
 * @param staticOnDemandImports types before {@code .*}
 */
public record FileNames(
    String packageName,
    List<String> imports,
    List<String> onDemandImports,
    List<String> staticImports,
    List<String> staticOnDemandImports) {

  /** For class files and stored signatures, where every name is written in full. */
  public static final FileNames QUALIFIED =
      new FileNames("", List.of(), List.of(), List.of(), List.of());

  /**
   * An import (JLS 7.5).
   *
   * @param name as written, without {@code .*}
   * @param isStatic whether it is of members
   * @param isOnDemand whether it ends in {@code .*}
   */
  record Import(String name, boolean isStatic, boolean isOnDemand) {}

  /** The names of a file with these imports, in order of the text. */
  static FileNames of(String packageName, List<Import> imports) {
    List<String> single = new ArrayList<>();
    List<String> onDemand = new ArrayList<>();
    List<String> statics = new ArrayList<>();
    List<String> staticOnDemand = new ArrayList<>();
    for (Import imported : imports) {
      List<String> kind =
          imported.isStatic()
              ? imported.isOnDemand() ? staticOnDemand : statics
              : imported.isOnDemand() ? onDemand : single;
      kind.add(imported.name());
    }
    return new FileNames(
        packageName,
        List.copyOf(single),
        List.copyOf(onDemand),
        List.copyOf(statics),
        List.copyOf(staticOnDemand));
  }

  /** The single-type import that gives {@code simpleName}, or the empty string. */
  public String importOf(String simpleName) {
    for (String name : imports) {
      if (name.length() > simpleName.length()
          && name.endsWith(simpleName)
          && name.charAt(name.length() - simpleName.length() - 1) == '.') {
        return name;
      }
    }
    return "";
  }
}
