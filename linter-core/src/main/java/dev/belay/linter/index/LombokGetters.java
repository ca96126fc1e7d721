package dev.belay.linter.index;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Getters that Lombok writes while a file is compiled, so that its text does not have them: after
 * the <a href="https://projectlombok.org/features/GetterSetter">documentation</a> of {@code
 * Getter}, {@code Data}, {@code Value} and {@code Accessors}, without the settings of {@code
 * lombok.config}.
 */
public final class LombokGetters {

  private static final String PACKAGE = "lombok";
  private static final Set<String> MAKERS = Set.of("Getter", "Data", "Value");
  private static final String SHAPE = "Accessors";
  private static final String SHAPES = PACKAGE + ".experimental";

  private LombokGetters() {}

  /** Whether an annotation, by its qualified name, asks for getters. */
  public static boolean areAskedBy(String annotation) {
    return annotation.startsWith(PACKAGE + ".")
        && MAKERS.contains(annotation.substring(PACKAGE.length() + 1));
  }

  /**
   * Whether one of these annotations of a field, or of its type, asks for getters.
   *
   * @param annotations simple names
   * @param names of the file
   */
  static boolean areAskedBy(List<String> annotations, FileNames names) {
    return annotations.stream().anyMatch(a -> MAKERS.contains(a) && isOf(PACKAGE, a, names));
  }

  /**
   * Whether annotations may ask for getters that are named as their fields are. What such an
   * annotation says is not looked at: where it does not ask for them, nothing calls them.
   */
  static boolean mayBeFluent(List<String> annotations, FileNames names) {
    return annotations.contains(SHAPE) && isOf(SHAPES, SHAPE, names);
  }

  /** What the getter of a field is called, unless it is named as the field is. */
  static String nameOf(FieldFacts field) {
    String name = field.name();
    if (!field.type().equals("boolean")) {
      return "get" + capitalized(name);
    }
    boolean asks = name.length() > 2 && name.startsWith("is") && !isLower(name.charAt(2));
    return asks ? name : "is" + capitalized(name);
  }

  private static boolean isOf(String packageName, String annotation, FileNames names) {
    String imported = names.importOf(annotation);
    return imported.isEmpty()
        ? names.onDemandImports().contains(packageName)
        : imported.equals(packageName + "." + annotation);
  }

  private static boolean isLower(char letter) {
    return Character.isLowerCase(letter);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
