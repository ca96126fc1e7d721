package dev.belay.linter.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a written type: {@code java.util.Map<K, ? extends V>[]}. Wildcards become their bound,
 * intersections their first part, annotations must be gone.
 */
final class TypeReader {

  private static final Set<String> PRIMITIVES =
      Set.of("void", "boolean", "byte", "short", "char", "int", "long", "float", "double");

  private final String text;
  private final Function<String, JavaType> names;
  private int at;

  private TypeReader(String text, Function<String, JavaType> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Reads one type.
   *
   * @param names what a written name without type arguments means
   */
  static JavaType read(String text, Function<String, JavaType> names) {
    return new TypeReader(text, names).type();
  }

  /** The written name without type arguments and array brackets. */
  static String erase(String written) {
    StringBuilder erased = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (depth == 0 && c != '[' && c != ']' && !Character.isWhitespace(c)) {
        erased.append(c);
      }
    }
    return erased.toString();
  }

  private JavaType type() {
    blanks();
    if (at < text.length() && text.charAt(at) == '?') {
      at++;
      return wildcard();
    }
    JavaType type = component();
    while (true) {
      blanks();
      if (text.startsWith("[]", at)) {
        at += 2;
        type = new JavaType.Array(type);
      } else if (text.startsWith("...", at)) {
        at += 3;
        type = new JavaType.Array(type);
      } else if (at < text.length() && text.charAt(at) == '&') {
        at++;
        type();
      } else {
        return type;
      }
    }
  }

  private JavaType wildcard() {
    blanks();
    for (String bound : List.of("extends ", "super ")) {
      if (text.startsWith(bound, at)) {
        at += bound.length();
        return type();
      }
    }
    return JavaType.OBJECT;
  }

  private JavaType component() {
    StringBuilder name = new StringBuilder();
    List<JavaType> arguments = List.of();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isJavaIdentifierPart(c) || c == '.' && !text.startsWith("...", at)) {
        name.append(c);
        at++;
      } else if (c == '<') {
        // The arguments of the last part count: Outer<A>.Inner<B> is an Inner<B>.
        arguments = arguments();
      } else {
        break;
      }
    }
    String written = name.toString();
    if (PRIMITIVES.contains(written)) {
      return new JavaType.Primitive(written);
    }
    JavaType type = written.isEmpty() ? JavaType.UNKNOWN : names.apply(written);
    return type instanceof JavaType.Named named && !arguments.isEmpty()
        ? new JavaType.Named(named.name(), arguments)
        : type;
  }

  private List<JavaType> arguments() {
    List<JavaType> arguments = new ArrayList<>();
    at++;
    blanks();
    while (at < text.length() && text.charAt(at) != '>') {
      int before = at;
      arguments.add(type());
      blanks();
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        blanks();
      } else if (at == before) {
        break;
      }
    }
    at++;
    return arguments;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
