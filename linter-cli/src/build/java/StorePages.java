import dev.belay.cli.page.PlainPage;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.page.RulePage;
import dev.belay.linter.rule.Rule;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A step of the build: lays the pages of all rules out, for dev.belay.cli.page.StoredPages to read.
 *
 * <p>Argument: the file.
 */
final class StorePages {

  private StorePages() {}

  public static void main(String[] file) throws IOException {
    RuleBook book = new RuleBook(AllRules.RULES);
    StringBuilder fields = new StringBuilder();
    for (Rule rule : book.rules()) {
      RulePage page = book.page(rule.info().id()).orElseThrow();
      PlainPage plain = PlainPage.of(page);
      fields.append(rule.getClass().getName()).append('\f');
      fields.append(plain.sentence()).append('\f');
      fields.append(plain.text()).append('\f');
      fields.append(plain.markdown()).append('\f');
    }
    Files.writeString(Path.of(file[0]), fields);
  }
}
