package dev.belay.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The blocks of docs/pipelines.md: what users copy is what is tried. */
final class Recipes {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\n(.*?)^```$");

  private Recipes() {}

  /** The one block that begins so. */
  static String startingWith(String words) {
    try {
      String page = Files.readString(Places.REPOSITORY.resolve("docs/pipelines.md"));
      List<String> fitting =
          BLOCK
              .matcher(page)
              .results()
              .map(block -> block.group(1))
              .filter(block -> block.startsWith(words))
              .toList();
      if (fitting.size() != 1) {
        throw new AssertionError(
            fitting.size() + " blocks of docs/pipelines.md begin with " + words);
      }
      return fitting.get(0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The same with a home and a version in place of those that are not there yet. */
  static String at(String home, String version, String recipe) {
    return recipe.replace("OWNER/belay", home).replace("VERSION", version);
  }
}
