[assembly: AssemblyFixture(typeof(Browser))]
[assembly: Trait("Category", "Browser")]
