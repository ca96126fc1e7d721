package dev.belay.linter.index;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Modifier.Keyword;
import com.github.javaparser.ast.NodeList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Modifiers as bits, with the values of the class file format where it has one (JVMS 4.1, 4.5,
 * 4.6).
 */
public final class Modifiers {

  public static final int PUBLIC = 0x0001;
  public static final int PRIVATE = 0x0002;
  public static final int PROTECTED = 0x0004;
  public static final int STATIC = 0x0008;
  public static final int FINAL = 0x0010;
  public static final int SYNCHRONIZED = 0x0020;
  public static final int VOLATILE = 0x0040;
  public static final int VARARGS = 0x0080;
  public static final int ABSTRACT = 0x0400;

  /** A method of an interface with a body; no bit of the class file, where it is inferred. */
  public static final int DEFAULT = 0x10000;

  private static final Map<String, Integer> BY_WORD =
      Stream.of(Keyword.values())
          .collect(Collectors.toUnmodifiableMap(Keyword::asString, Modifiers::of));

  /** All modifiers as written. */
  public static final Set<String> WORDS = BY_WORD.keySet();

  private Modifiers() {}

  /** Whether all bits of {@code wanted} are set. */
  public static boolean has(int modifiers, int wanted) {
    return (modifiers & wanted) == wanted;
  }

  /** The bits of a declaration's modifiers. */
  public static int of(NodeList<Modifier> modifiers) {
    int bits = 0;
    for (Modifier modifier : modifiers) {
      bits |= of(modifier.getKeyword());
    }
    return bits;
  }

  /** The bits of a modifier as written; 0 for any other word. */
  static int of(String word) {
    return BY_WORD.getOrDefault(word, 0);
  }

  private static int of(Keyword keyword) {
    return switch (keyword) {
      case PUBLIC -> PUBLIC;
      case PRIVATE -> PRIVATE;
      case PROTECTED -> PROTECTED;
      case STATIC -> STATIC;
      case FINAL -> FINAL;
      case SYNCHRONIZED -> SYNCHRONIZED;
      case VOLATILE -> VOLATILE;
      case ABSTRACT -> ABSTRACT;
      case DEFAULT -> DEFAULT;
      default -> 0;
    };
  }
}
