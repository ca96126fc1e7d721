package dev.belay.linter.index;

import java.util.List;

/**
 * Types of well-known libraries that others carry a copy of, under a package of their own ({@code
 * org.apache.hadoop.thirdparty.com.google.common…}). Without state.
 */
public final class Relocated {

  private static final List<String> ROOTS = List.of(".com.google.common.", ".io.netty.");

  private Relocated() {}

  /** The name that a type had before it was copied; a name that is none of a copy as it is. */
  public static String originalOf(String name) {
    for (String root : ROOTS) {
      int at = name.indexOf(root);
      if (at > 0) {
        return name.substring(at + 1);
      }
    }
    return name;
  }
}
