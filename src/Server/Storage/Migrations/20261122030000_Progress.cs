using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Playground.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Progress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Attempts_Participant_Challenge",
                table: "Attempts");

            migrationBuilder.AddColumn<string>(
                name: "PhraseHash",
                table: "Participants",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Participants_PhraseHash",
                table: "Participants",
                column: "PhraseHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inputs_Who",
                table: "Inputs",
                column: "Who",
                filter: "\"Kind\" = 'SatDown'");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_Participant_Challenge_StartedAt",
                table: "Attempts",
                columns: new[] { "Participant", "Challenge", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Participants_PhraseHash",
                table: "Participants");

            migrationBuilder.DropIndex(
                name: "IX_Inputs_Who",
                table: "Inputs");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_Participant_Challenge_StartedAt",
                table: "Attempts");

            migrationBuilder.DropColumn(
                name: "PhraseHash",
                table: "Participants");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_Participant_Challenge",
                table: "Attempts",
                columns: new[] { "Participant", "Challenge" });
        }
    }
}
