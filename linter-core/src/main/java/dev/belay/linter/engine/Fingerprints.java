package dev.belay.linter.engine;

import dev.belay.linter.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names for the findings of one file that stay while lines move: what they are made of is the rule,
 * the enclosing method and the code shown; equals are counted in order of the text.
 */
final class Fingerprints {

  private static final int BYTES = 16;

  private final Map<String, Integer> seen = new HashMap<>();

  /** The next one; to be asked in order of the text. 32 hexadecimal digits. */
  String next(String ruleId, String enclosing, String code) {
    String key = ruleId + "\n" + enclosing + "\n" + code;
    int ordinal = seen.merge(key, 1, Integer::sum);
    byte[] digest = Sha256.of((key + "\n" + ordinal).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }
}
