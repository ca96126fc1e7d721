package dev.belay.linter.index;

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
