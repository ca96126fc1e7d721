package dev.belay.linter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fingerprints are stored in users' baselines: what the JDK gives stays what we give. */
class Sha256Test {

  @Test
  void givesWhatTheStandardPrints() {
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest("abc"));
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", digest(""));
  }

  /** Up to five blocks: every length that the padding may have, with one block more or none. */
  @Test
  void givesWhatTheJdkGives() throws Exception {
    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    Random random = new Random(42);
    for (int length = 0; length <= 320; length++) {
      byte[] text = new byte[length];
      random.nextBytes(text);
      assertEquals(hex(jdk.digest(text)), hex(Sha256.of(text)), length + " bytes");
    }
  }

  private static String digest(String text) {
    return hex(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
