using QboConnect.Core.Connect;

namespace QboConnect.Tests.Connect;

/// <summary>QuickBooks takes 40 batches of 30 a minute and 460 single requests beside them.</summary>
public sealed class ParcelsTests
{
    [Fact]
    public void What_fits_into_a_minute_of_batches_goes_in_batches_alone()
    {
        var parcels = Parcels.Of(Rows(1_200));

        parcels.Should().HaveCount(40).And.OnlyContain(parcel => parcel.Items.Count == 30);
        parcels.Select(parcel => parcel.Batch).Should().Equal(Enumerable.Range(0, 40).Select(number => (int?)number));
    }

    [Fact]
    public void More_is_dealt_out_so_that_batches_and_single_requests_end_together()
    {
        var rows = Rows(3_320);

        var parcels = Parcels.Of(rows);

        parcels.Count(parcel => parcel.Batch is null).Should().Be(920, "two minutes hold 2 × 460 single requests");
        parcels.Count(parcel => parcel.Batch is not null).Should().Be(80, "two minutes hold 2 × 40 batches");
        parcels.SelectMany(parcel => parcel.Items).Should().Equal(rows, "each row goes once");
    }

    private static List<ReplacedItem> Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new ReplacedItem { RealmId = "1", QboItemId = $"{number}", SyncToken = "0", AssetAccountId = "9", Body = "{}" })];
}
