import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.util.serializer.JacksonAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;

/** azure-identity with nothing changed: asks one credential for tokens of the resources named, in their order. */
final class Client {
  public static void main(String[] args) throws IOException {
    TokenCredential credential = args[0].equals("managed")
        ? new ManagedIdentityCredentialBuilder().build()
        : new DefaultAzureCredentialBuilder().build();
    for (String resource : Arrays.asList(args).subList(1, args.length)) {
      Map<String, Object> outcome = ask(credential, resource);
      System.out.println(JacksonAdapter.createDefaultSerializerAdapter().serialize(outcome, SerializerEncoding.JSON));
    }
    // Its threads would go on for a while.
    System.exit(0);
  }

  private static Map<String, Object> ask(TokenCredential credential, String resource) {
    try {
      AccessToken answer = credential.getTokenSync(new TokenRequestContext().addScopes(resource + "/.default"));
      return Map.of("token", answer.getToken(), "expiresOn", answer.getExpiresAt().toEpochSecond());
    } catch (RuntimeException error) {
      // What a program without a catch shows.
      StringWriter shown = new StringWriter();
      error.printStackTrace(new PrintWriter(shown, true));
      return Map.of("error", shown.toString());
    }
  }
}
