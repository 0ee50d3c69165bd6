import time, pytest
from tests.desk.people.test_trail import bulk
from jebo.desk.people import trail
@pytest.mark.django_db
def test_x(chief, desk_of):
    bulk(100_000)
    t=time.monotonic(); assert trail.fault() is None; print("all", time.monotonic()-t)
    t=time.monotonic(); assert trail.recent_fault() is None; print("recent", time.monotonic()-t)
    b=desk_of(chief); b.get("/people/trail")
    for q in ("", "?action=member.add", "?page=1000", "?action=key.make&page=900"):
        ts=[]
        for _ in range(5):
            t=time.monotonic(); assert b.get("/people/trail"+q).status_code==200; ts.append(time.monotonic()-t)
        print(q, sorted(ts)[2]*1000)
    assert 0
