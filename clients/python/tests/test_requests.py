from sfs import v1
from sfs._requests import finding_requests, many, one


def test_the_message_of_the_caller_is_not_changed() -> None:
    request = v1.CreateTicketRequest(title="t")
    sent, request_id = one(request)
    assert request == v1.CreateTicketRequest(title="t")
    assert sent() == v1.CreateTicketRequest(title="t", request_id=request_id)
    assert len(bytes.fromhex(request_id)) == 16


def test_an_id_of_the_caller_is_kept() -> None:
    assert one(v1.CreateTicketRequest(request_id="mine"))[1] == "mine"
    assert one(v1.WhoAmIRequest())[1] == ""


def test_a_stream_has_its_id_in_its_start_and_can_be_sent_again() -> None:
    sent, request_id = many(finding_requests("run_1", iter([v1.Finding(title="t")]), ""))
    first, second = list(sent()), list(sent())
    assert first == second
    assert first[0] == v1.AddFindingsRequest(start=v1.AddFindingsStart(run_id="run_1", request_id=request_id))
    assert first[1] == v1.AddFindingsRequest(batch=v1.Findings(items=[v1.Finding(title="t")]))


def test_findings_are_cut_by_number_and_size() -> None:
    by_number = [len(message.batch.items) for message in finding_requests("r", [v1.Finding()] * 2001, "")]
    assert by_number == [0, 1000, 1000, 1]
    large = v1.Finding(message="x" * 400_000)
    by_size = list(finding_requests("r", [large] * 5, ""))
    assert [len(message.batch.items) for message in by_size] == [0, 2, 2, 1]
    assert max(message.ByteSize() for message in by_size) <= 1024 * 1024


def test_no_findings_are_a_start_alone() -> None:
    assert len(list(finding_requests("r", [], "id"))) == 1
