import java.io.FileInputStream;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Judges PDF files with veraPDF's own engine: java -cp JARS Verapdf.java PDFUA-1 FILE...
 * Prints « PASS file », or « FAIL file » and the rules that are broken, one a line.
 * Run by tools/verapdf.py, which knows where the jars are.
 */
public class Verapdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        String profile = "/org/verapdf/pdfa/validation/" + arguments[0] + ".xml";
        ValidationProfile rules = Profiles.profileFromXml(Profiles.class.getResourceAsStream(profile));
        for (int i = 1; i < arguments.length; i++) {
            judge(arguments[i], rules);
        }
    }

    private static void judge(String file, ValidationProfile rules) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance()
                 .createParser(new FileInputStream(file), rules.getPDFAFlavour());
             PDFAValidator validator = Foundries.defaultInstance().createValidator(rules, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
            TreeSet<String> broken = new TreeSet<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add("  " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber()
                        + " " + one.getMessage());
                }
            }
            broken.forEach(System.out::println);
        }
    }
}
