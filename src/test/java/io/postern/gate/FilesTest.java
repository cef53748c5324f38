package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.testing.Api;
import io.postern.testing.FileOperations;
import io.postern.testing.RawHttp;
import io.postern.testing.TestServer;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are sent as a part of a body, and files that are answered, over HTTP. */
@QuarkusTest
class FilesTest {
    private static final String UPLOAD = "/rest/v1/test/upload.json";
    private static final String FILE = "/rest/v1/test/file.json";
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String BOUNDARY = "----a boundary'7";
    private static final int LARGE = 5 << 20;

    @Inject
    TestSubscriptions subscriptions;

    private String token = "";

    @BeforeEach
    void authenticate() {
        token = Api.token(subscriptions.integration());
    }

    @Test
    void shouldReadTextsAndALargeFile() throws Exception {
        byte[] content = bytes(LARGE);

        Api.Answer answer = upload(whole(text("name", "Grüße"), file("file", "/tmp/people.csv", content)));

        JsonNode told = answer.result().path(0);

        assertThat(told.path("name").asText()).isEqualTo("Grüße");
        assertThat(told.path("format").asText()).isEqualTo("csv");
        assertThat(told.path("fileName").asText()).isEqualTo("people.csv");
        assertThat(told.path("contentType").asText()).isEqualTo("text/csv");
        assertThat(told.path("size").asLong()).isEqualTo(LARGE);
        assertThat(told.path("sha256").asText()).isEqualTo(FileOperations.sha256(new ByteArrayInputStream(content)));
        assertNothingIsLeft();
    }

    @Test
    void shouldReadAnEmptyFile() throws Exception {
        JsonNode told = upload(whole(file("file", "", new byte[0]))).result().path(0);

        assertThat(told.path("size").asLong(-1)).isZero();
        assertThat(told.path("fileName").asText("-")).isEmpty();
    }

    @Test
    void shouldRefuseABodyThatIsCutOff() throws Exception {
        byte[] whole = whole(text("name", "x"), file("file", "a.csv", bytes(100)));
        byte[] cut = Arrays.copyOf(whole, whole.length - BOUNDARY.length() - 6);

        assertThat(upload(cut).error()).isEqualTo("613");
        assertNothingIsLeft();
    }

    @Test
    void shouldRefuseWhatIsNoMultipartBody() throws Exception {
        assertThat(upload("nothing of the kind".getBytes(StandardCharsets.UTF_8))
                        .error())
                .isEqualTo("613");
        assertThat(Api.send(Api.request(UPLOAD)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "multipart/form-data")
                                .POST(BodyPublishers.ofString("x")))
                        .error())
                .isEqualTo("613");
        assertThat(Api.post(UPLOAD, token, "{}").error()).isEqualTo("612");
    }

    @Test
    void shouldRefuseOtherKindsOfPartsAndPartsWithoutAName() throws Exception {
        byte[] nameless = "Content-Disposition: form-data; name\r\n\r\nx".getBytes(StandardCharsets.US_ASCII);

        assertThat(upload("multipart/mixed", whole(file("file", "a", bytes(1)))).error())
                .isEqualTo("613");
        assertThat(upload(whole(nameless, file("file", "a", bytes(1)))).error()).isEqualTo("613");
        assertNothingIsLeft();
    }

    /** In chunks of which the first is the last. */
    @Test
    void shouldRefuseABodyOfNothing() throws Exception {
        RawHttp.Response answer = RawHttp.send(("POST " + UPLOAD
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.body()).contains("\"code\":\"1002\"");
        assertNothingIsLeft();
    }

    @Test
    void shouldNotTakeATextForTheVerbThatIsMeant() throws Exception {
        assertThat(upload(whole(text("_method", "DELETE"), file("file", "a", bytes(1))))
                        .error())
                .isEmpty();
    }

    @Test
    void shouldRefuseMoreThanItsLimits() throws Exception {
        byte[] tooLarge = whole(file("file", "a.csv", bytes(10 << 20)));
        byte[] tooMuchText =
                whole(text("name", "x".repeat(MultipartBody.LARGEST_TEXTS + 1)), file("file", "a", bytes(1)));
        byte[][] many = new byte[300][];
        Arrays.fill(many, text("name", "x"));

        assertThat(upload(tooLarge).error()).isEqualTo("413");
        assertThat(upload(tooMuchText).error()).isEqualTo("413");
        assertThat(upload(whole(many)).error()).isEqualTo("613");
        assertNothingIsLeft();
    }

    @Test
    void shouldAskForExactlyOneFile() throws Exception {
        assertThat(upload(whole(text("file", "not a file"))).error()).isEqualTo("1002");
        assertThat(upload(whole(file("file", "a", bytes(1)), file("file", "b", bytes(1))))
                        .message())
                .isEqualTo("The call has 2 files named 'file'; send one");
    }

    @Test
    void shouldLeaveNothingOfAClientThatGoesInTheMiddle() throws Exception {
        URI server = URI.create(Api.base());
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            client.getOutputStream()
                    .write(("POST " + UPLOAD + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n"
                                    + "y".repeat(100_000))
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> foldersOfCalls() == 1);
        }

        assertNothingIsLeft();
    }

    @Test
    void shouldAnswerAFileAndPartsOfIt() throws Exception {
        byte[] content = bytes(LARGE);
        FileOperations.make(content);

        HttpResponse<byte[]> whole = download("");
        HttpResponse<byte[]> first = download("bytes=0-0");
        HttpResponse<byte[]> middle = download("bytes=750000-1499999");
        HttpResponse<byte[]> last = download("bytes=-3");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(content);
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        assertThat(whole.headers().firstValue("Content-Length")).hasValue("" + LARGE);
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(first.statusCode()).isEqualTo(206);
        assertThat(first.body()).containsExactly(content[0]);
        assertThat(first.headers().firstValue("Content-Range")).hasValue("bytes 0-0/" + LARGE);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(content, 750_000, 1_500_000));
        assertThat(middle.headers().firstValue("Content-Range")).hasValue("bytes 750000-1499999/" + LARGE);
        assertThat(last.body()).isEqualTo(Arrays.copyOfRange(content, LARGE - 3, LARGE));
        await().until(() -> openFiles() == 0);
    }

    @Test
    void shouldSayHowLongAFileIsOfWhichTooMuchIsAskedFor() throws Exception {
        FileOperations.make(bytes(10));

        HttpResponse<byte[]> answer = download("bytes=10-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */10");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("The range 'bytes=10-' is not within the file, which has 10 bytes");
    }

    @Test
    void shouldAnswerAnEmptyFile() throws Exception {
        FileOperations.make(new byte[0]);

        HttpResponse<byte[]> answer = download("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldGiveThePlaceBackWhenTheClientGoesInTheMiddle() throws Exception {
        FileOperations.make(bytes(4 * LARGE));
        Settings oneAtATime = Settings.named("One").with(new Limits(0, 0, 1));
        token = Api.token(
                subscriptions.integration(subscriptions.create(oneAtATime).id()));
        URI server = URI.create(Api.base());
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            client.getOutputStream()
                    .write(("GET " + FILE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(Api.get(USAGE, token).error()).isEqualTo("615");
        }

        await().until(() -> Api.get(USAGE, token).error().isEmpty());
    }

    @Test
    void shouldAskForAFurtherPermissionOnceTheParameterIsSentThatNeedsIt() throws Exception {
        FileOperations.make(bytes(1));
        String permitted = Api.token(subscriptions.integration(Permission.READ_WRITE_PERSON));

        assertThat(Api.get(FILE + "?other=1", token).status()).isEqualTo(200);
        assertThat(Api.get(FILE + "?leadId=1", token).error()).isEqualTo("603");
        assertThat(Api.get(FILE + "?leadId=1", permitted).response().body()).hasSize(1);
    }

    private Api.Answer upload(byte[] body) {
        return upload("multipart/form-data", body);
    }

    private Api.Answer upload(String mediaType, byte[] body) {
        return Api.send(request(mediaType, body));
    }

    private HttpRequest.Builder request(String mediaType, byte[] body) {
        return Api.request(UPLOAD + "?format=csv")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", mediaType + "; boundary=\"" + BOUNDARY + '"')
                .POST(BodyPublishers.ofByteArray(body));
    }

    /** How often this process, which is the server, has the file open. */
    private static long openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(FilesTest::isOfTheFile).count();
        }
    }

    private static boolean isOfTheFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).endsWith(FileOperations.FILE.getFileName());
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<byte[]> download(String range) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request =
                    Api.request(FILE).header("Authorization", "Bearer " + token).header("Accept-Encoding", "gzip");
            return client.send(
                    (range.isEmpty() ? request : request.header("Range", range)).build(), BodyHandlers.ofByteArray());
        }
    }

    private static byte[] whole(byte[]... parts) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.write(("--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.US_ASCII));
            body.write(part);
            body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static byte[] text(String name, String value) {
        return ("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name, String fileName, byte[] content) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.write(("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.write(content);
        return part.toByteArray();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static void assertNothingIsLeft() {
        await().until(() -> foldersOfCalls() == 0);
    }

    private static long foldersOfCalls() throws IOException {
        Path folder = TestServer.FOLDER.resolve("calls-in-progress");
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.count();
        }
    }
}
