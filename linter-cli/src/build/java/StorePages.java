import dev.belay.cli.page.PlainPage;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.page.RulePage;
import dev.belay.linter.rule.Rule;
import dev.belay.rules.AllRules;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(Path.of(file[0])))) {
      out.writeInt(book.rules().size());
      for (Rule rule : book.rules()) {
        RulePage page = book.page(rule.info().id()).orElseThrow();
        PlainPage plain = PlainPage.of(page);
        write(rule.getClass().getName(), out);
        write(plain.sentence(), out);
        write(plain.text(), out);
        write(plain.markdown(), out);
      }
    }
  }

  private static void write(String field, DataOutputStream out) throws IOException {
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
