package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.Location;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void standsUnderTheCode() {
    check("    pool.submit(task);", "pool.submit(task)", "pool.submit(task);", "^^^^^^^^^^^^^^^^^");
  }

  @Test
  void dropsLeadingBlanksOfAnyKind() {
    check("\t \tgo();", "go()", "go();", "^^^^");
  }

  @Test
  void turnsTabsIntoBlanks() {
    check("a\tb\tgo();", "go()", "a   b   go();", "        ^^^^");
  }

  @Test
  void countsWideCharactersTwice() {
    check("x(\"漢字\"); go();", "go()", "x(\"漢字\"); go();", "           ^^^^");
  }

  @Test
  void countsCombiningCharactersNotAtAll() {
    check("e\u0301; go();", "go()", "e\u0301; go();", "   ^^^^");
  }

  @Test
  void countsCharactersBeyondTheBasicPlaneByWhatTheyTake() {
    check("\uD83D\uDE00; go();", "go()", "\uD83D\uDE00; go();", "    ^^^^");
  }

  @Test
  void showsNoEscapeSequence() {
    check("\u001B[2J go();", "go()", "\uFFFD[2J go();", "     ^^^^");
  }

  @Test
  void marksAnEmptyPlaceByOneCaret() {
    Excerpt excerpt = Excerpt.of("  go();", new Location("A.java", 1, 8, 1, 8), 80);
    assertEquals("     ^", excerpt.carets());
  }

  @Test
  void marksToTheEndOfTheLineWhereThePlaceGoesOnBelow() {
    Excerpt excerpt = Excerpt.of("  while (true) {  ", new Location("A.java", 1, 3, 3, 4), 80);
    assertEquals("while (true) {", excerpt.code());
    assertEquals("^^^^^^^^^^^^^^", excerpt.carets());
  }

  @Test
  void survivesAPlacePastTheEnd() {
    Excerpt excerpt = Excerpt.of("go", new Location("A.java", 1, 90, 1, 95), 80);
    assertEquals("  ^", excerpt.carets());
  }

  @Test
  void clipsALongLineAroundThePlace() {
    String line = "a + ".repeat(50) + "go()" + " + b".repeat(50);
    Excerpt excerpt = Excerpt.of(line, place(line, "go()"), 40);
    assertTrue(excerpt.code().length() <= 40, excerpt.code());
    assertTrue(excerpt.code().startsWith("...") && excerpt.code().endsWith("..."));
    assertEquals(excerpt.code().indexOf("go()"), excerpt.carets().indexOf('^'));
    assertEquals("^^^^", excerpt.carets().strip());
  }

  @Test
  void clipsAPlaceThatIsTooLongItself() {
    String line = "go(" + "x".repeat(200) + ");";
    Excerpt excerpt = Excerpt.of(line, place(line, line), 40);
    assertEquals("go(" + "x".repeat(31) + "...", excerpt.code());
    assertEquals("^".repeat(34), excerpt.carets());
  }

  private static void check(String line, String marked, String code, String carets) {
    Excerpt excerpt = Excerpt.of(line, place(line, marked), 80);
    assertEquals(code, excerpt.code());
    assertEquals(carets, excerpt.carets());
  }

  private static Location place(String line, String marked) {
    int start = line.indexOf(marked) + 1;
    return new Location("A.java", 1, start, 1, start + marked.length());
  }
}
